'use strict'

const { ClientCapability } = require('../../dist/index.cjs').jwt

module.exports = ClientCapability
// twilio's file has the class as `default`; here both `require(…)` and `require(…).default` are the class.
module.exports.default = ClientCapability
// By such lines Node knows what can be imported by name.
module.exports.EventStreamScope = ClientCapability.EventStreamScope
module.exports.IncomingClientScope = ClientCapability.IncomingClientScope
module.exports.OutgoingClientScope = ClientCapability.OutgoingClientScope
