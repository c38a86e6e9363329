'use strict'

const { AccessToken } = require('../../../dist/v3/index.cjs').jwt

module.exports = AccessToken
// By such lines Node knows what can be imported by name.
module.exports.ALGORITHMS = AccessToken.ALGORITHMS
module.exports.ChatGrant = AccessToken.ChatGrant
module.exports.ConversationsGrant = AccessToken.ConversationsGrant
module.exports.DEFAULT_ALGORITHM = AccessToken.DEFAULT_ALGORITHM
module.exports.IpMessagingGrant = AccessToken.IpMessagingGrant
module.exports.PlaybackGrant = AccessToken.PlaybackGrant
module.exports.SyncGrant = AccessToken.SyncGrant
module.exports.TaskRouterGrant = AccessToken.TaskRouterGrant
module.exports.VideoGrant = AccessToken.VideoGrant
module.exports.VoiceGrant = AccessToken.VoiceGrant
