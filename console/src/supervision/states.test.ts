import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ENGLISH, englishState } from './states'

const root = new URL('../../../', import.meta.url).pathname

/** The states of each kind, as the suite declares them. */
const states = globSync('review-service/src/main/java/**/*Status.java', { cwd: root }).flatMap((path) => {
  const workflow = readFileSync(root + path.replace('Status.java', 'Workflow.java'), 'utf8')
  const kind = /KIND = "([a-z-]+)"/.exec(workflow)?.[1]
  return [...readFileSync(root + path, 'utf8').matchAll(/^ {4}([A-Z_]+)\("/gm)].map((one) => `${kind}/${one[1]}`)
})

it('has English words for states that there are', () => {
  expect(states.length).toBeGreaterThan(60)
  expect(Object.keys(ENGLISH).filter((one) => !states.includes(one))).toEqual([])
})

it('shows what the suite tells of the others', () => {
  expect(englishState('findings', 'PLAN_REVIEW', 'plan review')).toBe('plan under review')
  expect(englishState('findings', 'ASSIGNED', 'assigned')).toBe('assigned')
})
