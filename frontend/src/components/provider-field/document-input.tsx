import { Eye, EyeOff, FileKey } from 'lucide-react'
import { useRef, useState } from 'react'
import { useReveal } from '@/components/secret-field'
import { cn } from '@/lib/cn'
import { fitKey } from '@/lib/key-document'
import { useFormWords } from '@/lib/words'
import { Button } from '../ui/button'
import { inputClasses } from '../ui/input'
import type { FieldInputProps } from '.'

/** No key or certificate comes near this; a file that does is the wrong one. In bytes. */
const largest = 64 * 1024

/** A key or a certificate of several lines: typed, pasted, dropped, or read from a file. */
export function DocumentInput({ field, value, onChange, onBlur, placeholder, ...control }: FieldInputProps) {
  const words = useFormWords()
  const { shown, show, hide } = useReveal()
  const [refused, setRefused] = useState<string>()
  const chooser = useRef<HTMLInputElement>(null)

  const take = (text: string) => {
    setRefused(undefined)
    onChange(fitKey(field, text))
  }
  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > largest) {
      setRefused(words.fileTooLarge(file.name))
      return
    }
    try {
      take(await file.text())
    } catch {
      setRefused(words.fileUnreadable(file.name))
    }
  }

  return (
    <div
      className="flex flex-col gap-1.5"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void read(event.dataTransfer.files[0])
      }}
    >
      <textarea
        {...control}
        value={value}
        rows={4}
        placeholder={placeholder ?? words.pasteOrChoose}
        spellCheck={false}
        autoComplete="off"
        className={cn(
          inputClasses,
          'resize-y py-1.5 font-mono text-xs',
          field.secret && !shown && '[-webkit-text-security:disc]',
        )}
        onChange={(event) => {
          setRefused(undefined)
          onChange(event.target.value)
        }}
        onBlur={() => {
          const fitted = fitKey(field, value)
          if (fitted !== value) onChange(fitted)
          onBlur?.()
        }}
      />
      <div className="flex flex-wrap items-center gap-1">
        <Button variant="outline" size="sm" onClick={() => chooser.current?.click()}>
          <FileKey aria-hidden /> {words.chooseFile}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".pem,.key,.crt,.cer,.p8,.json,.jwk,.txt"
          aria-label={words.fileWith(field.title)}
          className="hidden"
          onChange={(event) => {
            void read(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        {field.secret && (
          <Button variant="ghost" size="sm" aria-pressed={shown} onClick={shown ? hide : show}>
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            {shown ? words.hide : words.show}
          </Button>
        )}
      </div>
      {refused && (
        <p role="alert" className="text-xs text-destructive">
          {refused}
        </p>
      )}
    </div>
  )
}
