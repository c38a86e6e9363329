'use strict'

const { TaskRouterCapability } = require('../../../../dist/v3/index.cjs').jwt.taskrouter

module.exports = TaskRouterCapability
// By such lines Node knows what can be imported by name.
module.exports.Policy = TaskRouterCapability.Policy
