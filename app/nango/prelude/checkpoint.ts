// What a function remembers between runs.
import type { Link } from './host';

const mostKeys = 16;
const longestKey = 255;
const longestText = 4000;

export function checkpointMethods(link: Link) {
    return {
        async getCheckpoint() {
            return (await link.ask('getCheckpoint')).head ?? null;
        },
        async saveCheckpoint(value: unknown) {
            await link.ask('saveCheckpoint', { value: checked(value) });
        },
        async clearCheckpoint() {
            await link.ask('clearCheckpoint');
        }
    };
}

// checked makes the flat object that can be kept, or throws.
function checked(value: unknown): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw wrong('it is not an object');
    }
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    if (entries.length > mostKeys) {
        throw wrong(`it has ${entries.length} keys, and at most ${mostKeys} are allowed`);
    }
    return Object.fromEntries(entries.map(([name, member]) => [name, checkedMember(name, member)]));
}

function checkedMember(name: string, value: unknown): unknown {
    if (name.length > longestKey) {
        throw wrong(`a key is longer than ${longestKey} characters`);
    }
    const plain = value instanceof Date ? value.toISOString() : value;
    if (typeof plain === 'string' && plain.length > longestText) {
        throw wrong(`the text of "${name}" is longer than ${longestText} characters`);
    }
    if (typeof plain === 'string' || typeof plain === 'boolean' || (typeof plain === 'number' && Number.isFinite(plain))) {
        return plain;
    }
    throw wrong(`"${name}" must be a text, a number, a boolean or a Date`);
}

function wrong(reason: string): Error {
    return new Error(`Error saving checkpoint: ${reason}.`);
}
