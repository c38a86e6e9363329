'use strict'

const { ClientCapability } = require('../../../dist/v3/index.cjs').jwt

module.exports = ClientCapability
// By such lines Node knows what can be imported by name.
module.exports.EventStreamScope = ClientCapability.EventStreamScope
module.exports.IncomingClientScope = ClientCapability.IncomingClientScope
module.exports.OutgoingClientScope = ClientCapability.OutgoingClientScope
