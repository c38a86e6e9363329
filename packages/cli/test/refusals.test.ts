import { AccessToken } from '@x/access-token'
import { describe, expect, it } from 'vitest'
import { NOW, SECRET, useFolder, xtoken } from './run_xtoken.ts'

useFolder()

const VALUES = [
  ...['', ' ', 'XX', 'a b', ' SK1', 'undefined', '0', '1.5', '1e99', '9999999999999999', '{', '{}', '[]'],
  ...['=', 'a=', 'a={}', 'identity={}', '*', '..', '\u0000', 'SK1', '25h', '0s', 'x'.repeat(9000)],
]
const ENV: Record<string, string> = {
  ...{ TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'fake-auth-token-0123456789abcdef' },
  ...{ TWILIO_API_KEY_SID: 'SK1', TWILIO_API_KEY_SECRET: SECRET },
}

/** A name that is written as no word is: an option of a library, which nobody typed here. */
const OPTION = /\b(?!toJwt\b)[a-z]+[A-Z]\w*/

async function callOf(command: string): Promise<string[]> {
  const token = await new AccessToken('AC1', 'SK1', SECRET, { identity: 'a' }).toJwt()
  const needed: Record<string, string[]> = {
    'mint-taskrouter': ['--workspace', 'WS1'],
    verify: [token],
    doctor: [token],
  }
  return [command, ...(needed[command] ?? [])]
}

/** The flags of a command that take a value, as its help has them. */
async function flagsOf(command: string): Promise<string[]> {
  const { stdout } = await xtoken([command, '--help'])
  return [...stdout.matchAll(/^ {2}(--[\w-]+) [<[]/gm)].map(([, flag]) => flag as string)
}

describe('a refusal names what was typed', () => {
  it.each(['mint', 'mint-client', 'mint-taskrouter', 'verify', 'doctor'])('by flags: %s', async (command) => {
    const call = await callOf(command)
    const flags = await flagsOf(command)
    expect(flags.length).toBeGreaterThan(2)
    let refused = 0
    for (const flag of flags)
      for (const value of VALUES) {
        const { code, stdout, stderr } = await xtoken([...call, flag, value], { env: ENV })
        if (code !== 2) continue
        refused++
        const [told = ''] = stderr.split('\n')
        expect([stdout, told], `${command} ${flag} ${value}`).toEqual(['', expect.stringContaining(flag)])
        // The members of a policy are typed, as JSON.
        if (flag !== '--policy') expect(told, `${command} ${flag} ${value}`).not.toMatch(OPTION)
      }
    expect(refused).toBeGreaterThan(flags.length)
  })

  const OTHER_NAMES = { TWILIO_API_KEY_SID: 'TWILIO_API_KEY', TWILIO_API_KEY_SECRET: 'TWILIO_API_SECRET' }

  it.each([
    ...['mint --identity a', 'mint-client', 'mint-taskrouter', 'verify', 'doctor', 'demo'],
    'serve --dev',
  ])('by variables: %s', async (text) => {
    const [command = '', ...rest] = text.split(' ')
    const call = [...(await callOf(command)), ...rest]
    let refused = 0
    for (const [name, other] of Object.entries({
      ...Object.fromEntries(Object.keys(ENV).map((each) => [each, each])),
      ...OTHER_NAMES,
    }))
      for (const variable of new Set([name, other]))
        for (const value of ['XX', ' x', '"x"', 'a b']) {
          const { [name]: _, ...others } = ENV
          const env = { ...others, [variable]: value }
          // A value that serve finds no fault with would have it listen.
          if (command === 'serve' && variable === 'TWILIO_AUTH_TOKEN') continue
          if (command === 'serve' && /SECRET/.test(variable) && /^(XX|a b)$/.test(value)) continue
          const { code, stderr } = await xtoken(call, { env })
          if (code !== 2) continue
          refused++
          const [told = ''] = stderr.split('\n').filter((line) => line.startsWith('error'))
          expect(told, `${command} ${variable}=${value}`).toContain(`${variable} `)
          expect(told, `${command} ${variable}=${value}`).not.toMatch(OPTION)
        }
    expect(refused).toBeGreaterThan(3)
  })

  it.each([
    ['serve', ['serve', '--dev', '--ttl', '0'], '--ttl must'],
    ['serve', ['serve', '--dev', '--identity', ''], '--identity must'],
    ['mint', ['mint', '--valid-for', '25h'], '--valid-for must'],
    ['mint', ['mint', '--valid-until', String(NOW - 1)], '--valid-until gives a token that can never live'],
    ['mint', ['mint', '--ttl', '60', '--nbf', String(NOW + 61)], '--nbf gives a token that can never live'],
    ['mint-client', ['mint-client', '--ttl', '60', '--nbf', String(NOW + 61)], '--nbf gives'],
    ['mint', ['mint', '--voice-params', '{"a":"b"}'], '--voice-params needs --voice-outgoing'],
    ['mint', ['mint', '--video', 'daily', '--grant', 'video={}'], '--grant video is given twice'],
    ['mint', ['mint', '--grant', 'a={}', '--grant', 'a={}'], '--grant a is given twice'],
  ])('%s: %j', async (_, call, told) => {
    const { code, stdout, stderr } = await xtoken(call, { env: ENV })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(told)
    expect(stderr).not.toMatch(OPTION)
  })

  it.each([
    ['{', 'TWILIO_KEY_RING must'],
    ['{"keys":5}', 'TWILIO_KEY_RING: keys must'],
    ['{"keys":{"SK1":""}}', 'TWILIO_KEY_RING: keys.SK1 must'],
    ['{"keys":{"SK1":"a"},"retired":["SK1"]}', 'TWILIO_KEY_RING: retired names'],
  ])('a ring: %s', async (TWILIO_KEY_RING, told) => {
    const { code, stderr } = await xtoken(await callOf('verify'), { env: { TWILIO_KEY_RING } })
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)])
  })
})
