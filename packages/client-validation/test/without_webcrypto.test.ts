import { afterEach, expect, it, vi } from 'vitest'
import { ClientValidationToken } from '../src/index.ts'
import { credentials } from './keys.ts'

afterEach(() => void vi.unstubAllGlobals())

it('names what the runtime lacks, where it has no WebCrypto', async () => {
  vi.stubGlobal('crypto', {})
  vi.stubGlobal('process', {})
  const token = new ClientValidationToken(credentials)
  await expect(
    token.sign({ method: 'GET', url: 'https://api.twilio.com/', headers: {} }),
  ).rejects.toMatchObject({
    code: 'ERR_RUNTIME_UNSUPPORTED',
    message: expect.stringContaining('https'),
  })
})
