import { describe, expect, it } from 'vitest'
import { codeSoFar } from './code-so-far'

const file = "import { createAction } from 'nango';\nexport default createAction({});\n"

describe('the file in an answer that grows', () => {
  it.each([
    ['nothing', '', ''],
    ['only words', 'Here is the action', ''],
    ['a fence that is not finished', 'Here:\n```types', ''],
    ['a block that is open', 'Here:\n```typescript\nimport { a', 'import { a'],
    ['a block whose end begins', 'Here:\n```ts\nconst a = 1\n``', 'const a = 1\n'],
    ['a whole block', `Here:\n\`\`\`ts\n${file}\`\`\`\nThat is it.`, file],
    ['a short block before', `\`\`\`sh\nls\n\`\`\`\n\`\`\`ts\n${file}`, file],
    ['a short block behind', `\`\`\`ts\n${file}\`\`\`\nTry:\n\`\`\`sh\nls\n\`\`\``, file],
    ['nothing but code', file, file],
    ['thoughts', '<think>Perhaps\n```ts\nimport nothing', ''],
    ['code after thoughts', `<think>\n\`\`\`ts\n${file}${file}\`\`\`\n</think>\n${file}`, file],
  ])('of %s', (_, answer, code) => {
    expect(codeSoFar(answer)).toBe(code)
  })

  it('never goes back while a plain answer comes in', () => {
    const answer = `Here it is.\n\n\`\`\`typescript\n${file}\`\`\`\nIt greets.`
    let before = ''
    for (let end = 1; end <= answer.length; end++) {
      const now = codeSoFar(answer.slice(0, end))
      expect(now.startsWith(before)).toBe(true)
      before = now
    }
    expect(before).toBe(file)
  })
})
