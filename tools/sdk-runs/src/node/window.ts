// The first releases of the Voice SDK take a window and its devices for granted, and bring their own web socket.
import { createRequire } from 'node:module'

const scope = globalThis as unknown as Record<string, unknown>
scope.window = { addEventListener() {}, removeEventListener() {} }
const mediaDevices = { enumerateDevices: async () => [], addEventListener() {}, removeEventListener() {} }
Object.assign(scope.navigator as object, { mediaDevices })

const require = createRequire(createRequire(import.meta.url).resolve('voice-sdk-2.0'))
require('ws')
const cached = require.cache[require.resolve('ws')]
if (cached) cached.exports = scope.WebSocket
