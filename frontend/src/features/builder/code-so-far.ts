/** What some local models write before they answer, finished or not. */
const thoughts = /^\s*<think>.*?(<\/think>|$)/s
const fence = /^[ \t]*```/
/** A line that may become a fence. */
const halfFence = /^[ \t]*`{1,2}$/

/**
 * The file in an answer that is still being written: its longest code block, or the whole when it is nothing but code. Empty while
 * there is none. Only for looking at: what the file is in the end, the program decides.
 */
export function codeSoFar(answer: string): string {
  const said = answer.replace(thoughts, '').trimStart()
  if (said.startsWith('import ')) return said
  let longest = ''
  let block: string | undefined
  const lines = said.split('\n')
  for (const [at, line] of lines.entries()) {
    const last = at === lines.length - 1
    if (fence.test(line)) block = block === undefined ? '' : undefined
    else if (block !== undefined && !(last && halfFence.test(line))) block += last ? line : `${line}\n`
    if (block && block.length > longest.length) longest = block
  }
  return longest
}
