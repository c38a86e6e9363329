import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { xtoken } from './run_xtoken.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xtoken-completion-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'exit']).error === undefined

/** Where the completion of a shell is, in a file of its own. */
async function write(shell: string, name = shell): Promise<string> {
  const { stdout } = await xtoken(['completion', shell])
  const file = join(folder, name)
  writeFileSync(file, stdout)
  return file
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** What stands before the tab, and what must be among what is offered. */
const ASKED: readonly (readonly [line: string, offered: string])[] = [
  ['xtoken doc', 'doctor'],
  ['xtoken mint --ident', '--identity'],
  ['xtoken mint --ttl 60 --valid-f', '--valid-for'],
  ['xtoken completion pow', 'powershell'],
]

describe.each(ASKED)('completion of `%s`', (line, offered) => {
  it.skipIf(!isThere('bash'))('in bash', async () => {
    const script = `source "$1"; COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _xtoken; echo "\${COMPREPLY[@]}"`
    expect(run('bash', ['-c', script, 'bash', await write('bash')]).trim()).toBe(offered)
  })

  it.skipIf(!isThere('fish'))('in fish', async () => {
    const script = `source $argv[1]; complete -C '${line}'`
    const [first = ''] = run('fish', ['--no-config', '-c', script, await write('fish')]).split(/\s/)
    expect(first).toBe(offered)
  })

  // A terminal of zsh's own, in which the key is pressed; the file is read, or found among zsh's own by its name.
  it.skipIf(!isThere('zsh')).each(['source "$file"', 'fpath=($file:h $fpath)'])(
    'in zsh, by %s',
    async (load) => {
      const setUp = `file=$1; PS1=; ${load.includes('source') ? '' : load}; autoload -U compinit; compinit -u -D; ${load}`
      const script = `zmodload zsh/zpty
zpty terminal zsh -f -i
zpty -w terminal 'set -- ${await write('zsh', '_xtoken')}; ${setUp}; show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show'
zpty -w -n terminal $'${line}\\t\\C-x'
zpty -r terminal output '*<xtoken*>*'
print -r -- "$output"`
      const output = run('zsh', ['-f', '-c', script])
      expect(output).toContain(`<${line.slice(0, line.lastIndexOf(' ') + 1)}${offered}`)
    },
  )
})
