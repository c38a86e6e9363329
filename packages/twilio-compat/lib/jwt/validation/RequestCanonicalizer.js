'use strict'

const { RequestCanonicalizer } = require('../../../dist/index.cjs').jwt.validation

module.exports = RequestCanonicalizer
// twilio's file has the class as `default`; here both `require(…)` and `require(…).default` are the class.
module.exports.default = RequestCanonicalizer
