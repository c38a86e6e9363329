import { Argument, type Command, Option } from 'commander'
import type { Io } from '../terminal/io.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const
type Shell = (typeof SHELLS)[number]

interface Completed {
  readonly name: string
  readonly description: string
  readonly flags: readonly { readonly flag: string; readonly description: string }[]
  /** What its argument may be, where that is one of a few words. */
  readonly choices: readonly string[]
}

/** What can be completed, read off the commands themselves. */
function commandsOf(program: Command): Completed[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: [...command.options, new Option('--help', 'display help for command')].flatMap(
      ({ long, description }) => (long ? [{ flag: long, description }] : []),
    ),
    choices: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  }))
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(
    ({ name, flags, choices }) =>
      `    ${name}) words="${[...choices, ...flags.map(({ flag }) => flag)].join(' ')}" ;;`,
  )
  return `_xtoken() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${commands.map(({ name }) => name).join(' ')}"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _xtoken xtoken`
}

function zsh(commands: readonly Completed[]): string {
  const cases = commands.map(
    ({ name, flags, choices }) =>
      `    ${name}) _arguments ${flags.map(({ flag, description }) => quote(`${flag}[${description.replace(/[[\]:]/g, ' ')}]`)).join(' ')} ${quote(choices.length > 0 ? `*: :(${choices.join(' ')})` : '*: :_files')} ;;`,
  )
  return `#compdef xtoken
_xtoken() {
  local -a commands=(${commands.map(({ name, description }) => quote(`${name}:${description}`)).join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
# As a file among zsh's own it is called for the completion itself.
if [[ "$funcstack[1]" == _xtoken ]]; then _xtoken "$@"; else compdef _xtoken xtoken; fi`
}

function fish(commands: readonly Completed[]): string {
  return commands
    .flatMap(({ name, description, flags, choices }) => [
      `complete -c xtoken -f -n __fish_use_subcommand -a ${name} -d ${quote(description)}`,
      ...(choices.length > 0
        ? [`complete -c xtoken -f -n '__fish_seen_subcommand_from ${name}' -a '${choices.join(' ')}'`]
        : []),
      ...flags.map(
        (each) =>
          `complete -c xtoken -n '__fish_seen_subcommand_from ${name}' -l ${each.flag.slice(2)} -d ${quote(each.description)}`,
      ),
    ])
    .join('\n')
}

function powershell(commands: readonly Completed[]): string {
  const words = (list: readonly string[]) => list.map((word) => `'${word}'`).join(', ')
  const cases = commands.map(
    ({ name, flags, choices }) =>
      `    '${name}' { ${words([...choices, ...flags.map(({ flag }) => flag)])} }`,
  )
  return `Register-ArgumentCompleter -Native -CommandName xtoken -ScriptBlock {
  param($word, $ast, $position)
  $elements = $ast.CommandElements | ForEach-Object { $_.ToString() }
  $words = if ($elements.Count -lt 2 -or ($elements.Count -eq 2 -and $word)) {
    ${words(commands.map(({ name }) => name))}
  } else { switch ($elements[1]) {
${cases.join('\n')}
  } }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}`
}

const WRITERS: Readonly<Record<Shell, (commands: readonly Completed[]) => string>> = {
  bash,
  zsh,
  fish,
  powershell,
}

/** Adds `xtoken completion`. */
export function addCompletion(program: Command, io: Io): void {
  program
    .command('completion')
    .description('write a script that completes commands and flags in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(xtoken completion bash)
  $ xtoken completion fish > ~/.config/fish/completions/xtoken.fish`,
    )
    .action((shell: Shell) => io.write(WRITERS[shell](commandsOf(program))))
}
