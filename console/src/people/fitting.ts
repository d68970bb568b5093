import type { PersonView } from '@/api/generated/model'

export type Role = PersonView['role']

/** Those whose role lets them do it; of no roles, everybody. */
export function fitting(people: readonly PersonView[], roles: readonly Role[]): PersonView[] {
  return people.filter((one) => roles.length === 0 || roles.includes(one.role))
}

/** The logins that were typed and are of nobody who is known to fit; none while nobody is known. */
export function strangers(typed: readonly string[], people: readonly PersonView[], roles: readonly Role[]): string[] {
  const known = new Set(fitting(people, roles).map((one) => one.login))
  return known.size === 0 ? [] : typed.map((login) => login.trim()).filter((login) => login && !known.has(login))
}
