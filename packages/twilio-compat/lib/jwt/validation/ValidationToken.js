'use strict'

const { ValidationToken } = require('../../../dist/index.cjs').jwt.validation

module.exports = ValidationToken
// By such lines Node knows what can be imported by name.
module.exports.ALGORITHMS = ValidationToken.ALGORITHMS
module.exports.DEFAULT_ALGORITHM = ValidationToken.DEFAULT_ALGORITHM
