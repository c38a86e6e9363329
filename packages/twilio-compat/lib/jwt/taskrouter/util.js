'use strict'

const { util } = require('../../../dist/index.cjs').jwt.taskrouter

Object.defineProperty(exports, '__esModule', { value: true })
exports.activitiesUrl = util.activitiesUrl
exports.defaultEventBridgePolicies = util.defaultEventBridgePolicies
exports.defaultWorkerPolicies = util.defaultWorkerPolicies
exports.reservationsUrl = util.reservationsUrl
exports.taskQueuesUrl = util.taskQueuesUrl
exports.tasksUrl = util.tasksUrl
exports.workersUrl = util.workersUrl
exports.workspacesUrl = util.workspacesUrl
