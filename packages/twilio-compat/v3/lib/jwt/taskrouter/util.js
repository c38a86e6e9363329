'use strict'

const { util } = require('../../../../dist/v3/index.cjs').jwt.taskrouter

module.exports = util
// By such lines Node knows what can be imported by name.
module.exports.activitiesUrl = util.activitiesUrl
module.exports.defaultEventBridgePolicies = util.defaultEventBridgePolicies
module.exports.defaultWorkerPolicies = util.defaultWorkerPolicies
module.exports.reservationsUrl = util.reservationsUrl
module.exports.taskQueuesUrl = util.taskQueuesUrl
module.exports.tasksUrl = util.tasksUrl
module.exports.workersUrl = util.workersUrl
module.exports.workspacesUrl = util.workspacesUrl
