import { bindTaskRouter } from '@x/token-source'
import type { Sdk } from './sdk.ts'

type Worker = Parameters<typeof bindTaskRouter>[0] & {
  disconnect(): void
  on(event: string, listener: (...rest: never[]) => void): unknown
}
export interface TaskRouterModule {
  Worker: new (token: string, options: object) => Worker
}

export function taskRouter(name: string, { Worker }: TaskRouterModule): Sdk {
  return {
    name,
    product: 'eventBridge',
    start(fake, token) {
      const worker = new Worker(token, { ...fake.eventBridge.sdkOptions, logLevel: 'silent' })
      worker.on('error', () => {})
      return { bind: (source) => bindTaskRouter(worker, source), stop: () => void worker.disconnect() }
    },
  }
}
