// `import twilio from` and `twilio.jwt` must work with the import changed alone.
export * as default from './jwt.ts'
export { type JwtNamespace, jwt } from './jwt.ts'
