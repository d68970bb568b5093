import { defineTexts } from '@/ui/texts'

export const t = defineTexts(
  {
    attachment: (number: number) => `附件 ${number}`,
    evidence: (number: number) => `佐证 ${number}`,
  },
  {
    attachment: (number: number) => `Attachment ${number}`,
    evidence: (number: number) => `Evidence ${number}`,
  },
)
