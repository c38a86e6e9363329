'use strict'

const { TaskRouterCapability } = require('../../../dist/index.cjs').jwt.taskrouter

module.exports = TaskRouterCapability
// twilio's file has the class as `default`; here both `require(…)` and `require(…).default` are the class.
module.exports.default = TaskRouterCapability
// By such lines Node knows what can be imported by name.
module.exports.Policy = TaskRouterCapability.Policy
