import './globals.ts'
import { createRequire } from 'node:module'
import { describeSdk } from '../describe_sdk.ts'
import { type TaskRouterModule, taskRouter } from '../sdks/task_router.ts'

const require = createRequire(import.meta.url)

describeSdk(taskRouter('twilio-taskrouter 2.1.1', require('twilio-taskrouter') as TaskRouterModule), 12)
