'use strict'

const { ValidationToken } = require('../../../dist/validation_token.cjs')

module.exports = ValidationToken
// By such lines Node knows what can be imported by name.
module.exports.ALGORITHMS = ValidationToken.ALGORITHMS
module.exports.DEFAULT_ALGORITHM = ValidationToken.DEFAULT_ALGORITHM
