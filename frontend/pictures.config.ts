import { defineConfig } from '@playwright/test'
import tests from './playwright.config'

// For `make pictures`: with the tests' program and browser, but no test of the program.
export default defineConfig(tests, { testMatch: 'readme-pictures.ts' })
