// A token server for Conversations, Sync and a TaskRouter worker, as the quickstarts write it.
const express = require('express')
const {
  jwt: { AccessToken, taskrouter },
} = require('twilio')
const AccessTokenByPath = require('twilio/lib/jwt/AccessToken')
const ClientCapability = require('twilio/lib/jwt/ClientCapability').default
const TaskRouterCapability = taskrouter.TaskRouterCapability
const util = require('twilio/lib/jwt/taskrouter/util.js')

const { ChatGrant, SyncGrant, TaskRouterGrant } = AccessToken
const config = process.env

/** The one place that makes tokens, shared by the routes. */
class TokenGenerator {
  constructor(identity) {
    this.token = new AccessTokenByPath(
      config.TWILIO_ACCOUNT_SID,
      config.TWILIO_API_KEY,
      config.TWILIO_API_SECRET,
      { identity },
    )
  }

  with(grant) {
    this.token.addGrant(grant)
    return this
  }
}

const app = express()
app.use(express.json())

app.post('/token', (req, res) => {
  const { identity, device, products } = req.body
  const generator = new TokenGenerator(identity)
  if (products.includes('chat'))
    generator.with(
      new ChatGrant({ serviceSid: config.TWILIO_CHAT_SERVICE_SID, endpointId: `app:${identity}:${device}` }),
    )
  if (products.includes('sync'))
    generator.with(new SyncGrant({ serviceSid: config.TWILIO_SYNC_SERVICE_SID || 'default' }))
  if (products.includes('tasks'))
    generator.with(new TaskRouterGrant({ workspaceSid: config.TWILIO_WORKSPACE_SID, role: 'worker' }))
  res.json({ token: generator.token.toJwt(), grants: generator.token.grants.map(({ key }) => key) })
})

app.get('/worker/:worker/token', (req, res) => {
  const { worker } = req.params
  const capability = new TaskRouterCapability({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    workspaceSid: config.TWILIO_WORKSPACE_SID,
    channelId: worker,
    friendlyName: req.query.name,
  })
  const workspaceSid = config.TWILIO_WORKSPACE_SID
  const policies = [
    ...util.defaultEventBridgePolicies(config.TWILIO_ACCOUNT_SID, worker),
    ...util.defaultWorkerPolicies('v1', workspaceSid, worker),
    new TaskRouterCapability.Policy({
      url: taskrouter.util.reservationsUrl(workspaceSid, worker, '**'),
      method: 'POST',
      allow: true,
      postFilter: { ReservationStatus: { required: true } },
    }),
  ]
  for (const policy of policies) capability.addPolicy(policy)
  res.json({ token: capability.toJwt() })
})

app.get('/events/token', (req, res) => {
  const capability = new ClientCapability({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
  })
  capability.addScope(new ClientCapability.EventStreamScope(req.query))
  res.json({ token: capability.toJwt() })
})

app.use((error, _req, res, _next) => res.status(400).send({ error: error.message }))

const server = app.listen(0, () => console.log(server.address().port))
