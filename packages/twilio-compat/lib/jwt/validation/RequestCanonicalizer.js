'use strict'

const { RequestCanonicalizer } = require('../../../dist/request_canonicalizer.cjs')

module.exports = RequestCanonicalizer
// twilio's file has the class as `default`; here both `require(…)` and `require(…).default` are the class.
module.exports.default = RequestCanonicalizer
