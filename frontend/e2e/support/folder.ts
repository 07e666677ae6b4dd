import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A functions folder of its own for a test. */
export class Folder {
  private constructor(
    private readonly parent: string,
    readonly dir: string,
  ) {}

  /** Makes one with these functions: text by path, such as "echo/actions/say.ts". */
  static async make(functions: Record<string, string>, name = 'functions'): Promise<Folder> {
    const parent = await mkdtemp(path.join(tmpdir(), 'patchbay-functions-'))
    const folder = new Folder(parent, path.join(parent, name))
    await mkdir(folder.path('.nango'), { recursive: true })
    const imports = Object.keys(functions).map((name) => `import './${name.replace(/\.ts$/, '.js')}';\n`)
    await writeFile(folder.path('index.ts'), imports.join(''))
    for (const [name, text] of Object.entries(functions)) await folder.write(name, text)
    return folder
  }

  path(name: string): string {
    return path.join(this.dir, name)
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(path.dirname(this.path(name)), { recursive: true })
    await writeFile(this.path(name), text)
  }

  async remove(): Promise<void> {
    await rm(this.parent, { recursive: true, force: true })
  }
}
