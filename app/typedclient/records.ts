async function* listRecords<T>(send: Send, to: Target, model: string, query: RecordQuery = {}): AsyncGenerator<Saved<T>, void, undefined> {
  const fixed: Array<[string, string | undefined]> = [
    ["model", model],
    ["variant", query.variant],
    ["modified_after", query.modifiedAfter instanceof Date ? query.modifiedAfter.toISOString() : query.modifiedAfter],
    ["limit", query.pageSize === undefined ? undefined : String(query.pageSize)],
    ["filter", query.filter?.join(",")],
    ...(query.ids ?? []).map((id): [string, string] => ["ids", id]),
  ];
  let cursor: string | null | undefined = query.cursor;
  do {
    const pairs = [...fixed, ["cursor", cursor ?? undefined] as const].filter(([, value]) => value !== undefined && value !== "");
    const path = `/records?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&")}`;
    const page: { records: Array<Saved<T>>; next_cursor: string | null } = await send("GET", path, to, undefined, query);
    yield* page.records;
    cursor = page.next_cursor;
  } while (cursor);
}
