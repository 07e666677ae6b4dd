declare module 'virtual:provider-icons' {
  /** Provider key → [brand colour as RRGGBB, path of a 24×24 SVG]. Made by scripts/provider-icons.ts. */
  const icons: Record<string, [hex: string, path: string] | undefined>
  export default icons
}

interface ImportMetaEnv {
  readonly VITE_HOST?: string
}
