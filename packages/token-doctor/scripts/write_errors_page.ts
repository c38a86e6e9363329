import { writeFileSync } from 'node:fs'
import { renderErrorsPage } from './errors_page.ts'

// Run in this package's folder, as package scripts are.
writeFileSync('../../docs/errors.md', renderErrorsPage())
