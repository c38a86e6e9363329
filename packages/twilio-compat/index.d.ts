// For TypeScript's old way of finding types (moduleResolution node10), which reads no exports map.
export { default, type JwtNamespace, jwt } from './dist/index.cjs'
