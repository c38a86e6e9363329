import { describeGrant } from '../../../tools/testing/grants.ts'
import { TaskRouterGrant } from '../src/index.ts'

describeGrant(TaskRouterGrant, {
  key: 'task_router',
  cases: [
    [
      { workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' },
      { workspace_sid: 'WS1', worker_sid: 'WK1', role: 'worker' },
    ],
  ],
  refused: [
    [{ workspaceSid: 'WK1' }, 'workspaceSid'],
    [{ workerSid: 'WS1' }, 'workerSid'],
    [{ role: '' }, 'role'],
    [{ role: 'admin' }, 'role'],
  ],
})
