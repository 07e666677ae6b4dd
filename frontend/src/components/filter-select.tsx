import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from './ui/select'

interface FilterSelectProps {
  /** Names the filter for screen readers, e.g. "Category". */
  label: string
  /** What no filter is called, e.g. "All categories". */
  all: string
  options: { value: string; label: string }[]
  value: string | undefined
  onChange: (value: string | undefined) => void
  className?: string
}

const everything = '*'

/** Narrows a list to one value, or not at all. */
export function FilterSelect({ label, all, options, value, onChange, className }: FilterSelectProps) {
  return (
    <Select
      value={value ?? everything}
      onValueChange={(next) => onChange(next === everything ? undefined : next)}
    >
      <SelectTrigger aria-label={label} className={className ?? 'w-44'}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={everything}>{all}</SelectItem>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}
