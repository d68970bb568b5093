/**
 * States in English, by kind and state, where the suite tells the name of its constant only. The words are those of the
 * glossary; in Chinese the suite tells them itself.
 */
export const ENGLISH: Record<string, string> = {
  'case-reviews/SAMPLED': 'files drawn',
  'case-reviews/COLLECTED': 'files collected',
  'case-reviews/OBJECTED': 'objection raised',
  'draws/FROZEN': 'pool frozen',
  'draws/REVEALED': 'seed revealed',
  'findings/REGISTERED': 'on the register',
  'findings/MERGED': 'merged into another',
  'findings/PLAN_REVIEW': 'plan under review',
  'findings/RECTIFYING': 'being rectified',
  'findings/VERIFYING': 'being verified',
  'findings/CLOSED': 'struck off the register',
  'findings/CLOSED_SUSTAINED': 'sustained rectification',
  'findings/REINSPECTING': 'under re-inspection',
  'findings/CONFIRMED': 'confirmed by re-inspection',
  'inspections/GROUPED': 'groups formed',
  'inspections/RUNNING': 'under way',
  'inspections/CONCLUDING': 'being concluded',
  'inspections/FED_BACK': 'feedback given',
  'inspections/LOOKING_BACK': 'under re-inspection',
  'orders/HANDLING': 'being handled',
  'orders/VERIFYING': 'being verified',
  'reminders/DUE': 'to be filed',
  'reviews/WAITING': 'under review',
  'tasks/CHECKING': 'being checked',
}

/** What a state is called in English. */
export function englishState(kind: string, state: string, told: string): string {
  return ENGLISH[`${kind}/${state}`] ?? told
}
