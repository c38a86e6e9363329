import { bindConversations, bindSync, bindVoice, createTokenSource, fetchFrom } from '@x/token-source'
import { plainLoopback } from '@x/token-testing/websocket'
import { showClient } from './time_line.js'

// Against the fakes only: Twilio's own signalling speaks wss.
globalThis.WebSocket = plainLoopback(globalThis.WebSocket)
const fake = __FAKE__

// Loaded after that, for each SDK keeps the WebSocket that it finds.
const [{ Device }, { Client }, { SyncClient }] = await Promise.all([
  import('@twilio/voice-sdk'),
  import('@twilio/conversations'),
  import('twilio-sync'),
])

const newSource = () => createTokenSource(fetchFrom(fake.endpoint))

const voice = newSource()
const device = new Device(await voice.get(), fake.voice)
bindVoice(device, voice)
device.register()
showClient('Voice', voice, () => device.state)

const chat = newSource()
const conversations = new Client(await chat.get(), structuredClone(fake.twilsock))
bindConversations(conversations, chat)
showClient('Conversations', chat, () => conversations.connectionState)

const data = newSource()
const sync = new SyncClient(await data.get(), structuredClone(fake.twilsock))
bindSync(sync, data)
showClient('Sync', data, () => sync.connectionState)
