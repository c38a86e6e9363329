// A token server for voice and video, as the quickstarts write it.
const express = require('express')
const twilio = require('twilio')

const AccessToken = twilio.jwt.AccessToken
const VideoGrant = AccessToken.VideoGrant
const { VoiceGrant } = AccessToken
const ClientCapability = require('twilio').jwt.ClientCapability

const {
  TWILIO_ACCOUNT_SID,
  TWILIO_API_KEY,
  TWILIO_API_SECRET,
  TWILIO_AUTH_TOKEN,
  TWILIO_TWIML_APP_SID,
  TWILIO_PUSH_CREDENTIAL_SID,
} = process.env

const app = express()
app.use(express.urlencoded({ extended: false }))

app.get('/video/token', (req, res) => {
  const token = new AccessToken(TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, {
    ttl: 14400,
    identity: req.query.identity,
  })
  token.addGrant(new VideoGrant({ room: req.query.room }))
  res.send({ identity: req.query.identity, token: token.toJwt() })
})

app.post('/voice/token', (req, res) => {
  const token = new AccessToken(TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET, {
    identity: req.body.identity || 'anonymous',
    region: req.body.region,
  })
  const grant = new VoiceGrant()
  grant.outgoingApplicationSid = TWILIO_TWIML_APP_SID
  grant.outgoingApplicationParams = { from: req.body.identity }
  grant.incomingAllow = true
  grant.pushCredentialSid = TWILIO_PUSH_CREDENTIAL_SID
  token.addGrant(grant)
  token.identity = token.identity.toLowerCase()
  res.type('text/plain').send(token.toJwt(req.body.algorithm))
})

app.get('/capability/token', (req, res) => {
  const capability = new ClientCapability({
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    ttl: 600,
  })
  capability.addScope(new ClientCapability.IncomingClientScope(req.query.name))
  capability.addScope(
    new ClientCapability.OutgoingClientScope({
      applicationSid: TWILIO_TWIML_APP_SID,
      clientName: req.query.name,
      params: { plan: 'gold & silver', ref: '50%' },
    }),
  )
  capability.addScope(new ClientCapability.EventStreamScope())
  res.set('Content-Type', 'application/jwt').send(capability.toJwt())
})

app.use((error, _req, res, _next) => res.status(400).send({ error: error.message }))

const server = app.listen(0, () => console.log(server.address().port))
