export { type JwtNamespace, jwt } from './jwt.ts'
// biome-ignore lint/style/noDefaultExport: `import twilio from` and `twilio.jwt` must work with the import changed alone
export { twilio as default } from './twilio.ts'
