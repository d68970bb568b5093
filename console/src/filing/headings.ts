import type { FormSection } from '@/api/generated/model'
import { capital, language } from '@/ui/texts'

/** The heading of a section in the reader's language, where it is the form's own; one that an office wrote stays as it is. */
export function headingShown(
  { kind, heading }: { kind?: string; heading?: string },
  form: readonly FormSection[],
): string {
  const own = form.find((one) => one.kind === kind)?.names
  return own && heading === own.zh && language.value === 'en' ? capital(own.en) : (heading ?? '')
}
