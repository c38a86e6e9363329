import { bindVoice } from '@x/token-source'
import type { Sdk } from './sdk.ts'

interface Device {
  register(): Promise<void>
  destroy(): void
  on(event: string, listener: (...rest: never[]) => void): unknown
  _activeCall: object | null
}
export interface VoiceModule {
  Device: new (token: string, options: object) => Device & Parameters<typeof bindVoice>[0]
}

export function voice(name: string, { Device }: VoiceModule): Sdk {
  return {
    name,
    product: 'voice',
    start(fake, token) {
      const device = new Device(token, { ...fake.voice.sdkOptions })
      // Without a listener, an EventEmitter throws its errors.
      device.on('error', () => {})
      const registered = device.register()
      registered.catch(() => {})
      return {
        bind: (source) => bindVoice(device, source),
        stop: () => device.destroy(),
        // What isBusy goes by. A call's media need WebRTC, which Node has not.
        setBusy(busy) {
          const call = { disconnect() {}, once() {}, on() {}, off() {}, removeListener() {}, parameters: {} }
          device._activeCall = busy ? call : null
        },
      }
    },
  }
}
