// What SECURITY.md says of how a release is made, held to the files that make it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, root } from '../checks/workspace.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const WORKFLOWS = '.github/workflows'
const workflows = readdirSync(join(root, WORKFLOWS)).map(
  (name) => [name, read(join(WORKFLOWS, name))] as const,
)

/** The text of each job of a workflow, by its name. */
function jobsOf(workflow: string): Readonly<Record<string, string>> {
  const [, jobs = ''] = workflow.split(/^jobs:\n/m)
  const parts = jobs.split(/^ {2}([\w-]+):\n/m).slice(1)
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : [])))
}

const release = jobsOf(read(join(WORKFLOWS, 'release.yml')))
const folders = listFiles()
  .filter((path) => /(^|\/)pnpm-lock\.yaml$/.test(path))
  .map((path) => dirname(path))

describe.each(workflows)('the workflow %s', (_, workflow) => {
  it('pins each action by commit', () => {
    const used = [...workflow.matchAll(/\buses: *(\S+)/g)].map(([, action]) => action as string)
    expect(used.filter((action) => !/^\.\/|@[0-9a-f]{40}$/.test(action))).toEqual([])
  })

  it('gives rights by the job, and runs nothing of a stranger with any', () => {
    expect(workflow).toMatch(/^permissions:(?: \{\}|\n {2}contents: read\n(?! ))/m)
    expect(workflow).not.toMatch(/pull_request_target|workflow_run|issue_comment/)
    expect(workflow).not.toMatch(/run:.*\$\{\{ *github\.(?:event|head_ref)/)
  })
})

describe('a release', () => {
  it('is published by a job that checks nothing out, installs nothing and may only sign', () => {
    const { publish = '' } = release
    expect(publish).toMatch(/permissions:\n {6}id-token: write.*\n(?! {6})/)
    expect(publish).not.toMatch(/actions\/checkout|\b(?:npm|pnpm) (?:install|ci|run|exec)\b|\bnpx\b|corepack/)
    expect(publish).toContain('--ignore-scripts')
    const signing = Object.keys(release).filter((name) => /id-token/.test(release[name] as string))
    expect(signing).toEqual(['publish'])
  })

  it('is packed with no right but to read, by the pnpm of the hash', () => {
    expect(release.pack).toMatch(/permissions:\n {6}contents: read\n(?! {6})/)
    for (const [name, job] of Object.entries(release))
      if (/\bpnpm\b/.test(job)) {
        expect(job, name).toMatch(/run: corepack enable\b/)
        expect(job, name).not.toMatch(/\bnpx\b/)
      }
    expect(JSON.parse(read('package.json')).packageManager).toMatch(/^pnpm@[\d.]+\+sha512\.[0-9a-f]{128}$/)
  })

  it('lets npm read the token that its first publishing needs', () => {
    expect(release.publish).toMatch(/npm config set .*:_authToken" '\$\{NODE_AUTH_TOKEN\}'/)
  })
})

describe.each(folders)('the workspace %s', (folder) => {
  const file = join(folder, 'pnpm-workspace.yaml')
  it('waits before it takes a new version, and runs only the install scripts that it names', () => {
    expect(existsSync(join(root, file)), file).toBe(true)
    const settings = read(file)
    expect(Number(/^minimumReleaseAge: (\d+)$/m.exec(settings)?.[1])).toBeGreaterThanOrEqual(1440)
    expect(settings).toMatch(/^strictDepBuilds: true$/m)
    expect(settings).not.toMatch(/dangerouslyAllowAllBuilds|minimumReleaseAgeExclude/)
  })

  it('is looked after by Dependabot', () => {
    expect(read('.github/dependabot.yml')).toMatch(new RegExp(`^ +- /${folder === '.' ? '' : folder}$`, 'm'))
  })
})
