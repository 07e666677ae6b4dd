// Docs: https://developers.pipedrive.com/docs/api/v1/Persons#getPersons
// Group: contacts
import { createSync } from 'nango';
import { z } from 'zod';

const Person = z.object({
    id: z.string().describe('Pipedrive id of the person'),
    name: z.string(),
    email: z.string().nullable().describe('Primary email address'),
    phone: z.string().nullable().describe('Primary phone number'),
    organization_id: z.string().nullable(),
    owner_id: z.string().describe('Pipedrive user who owns the person'),
    created_at: z.string().describe('ISO 8601 time of creation'),
    updated_at: z.string().nullable().describe('ISO 8601 time of the last change')
});

interface Labelled {
    value: string;
    primary: boolean;
}

interface PipedrivePerson {
    id: number;
    name: string;
    emails?: Labelled[];
    phones?: Labelled[];
    org_id: number | null;
    owner_id: number;
    add_time: string;
    update_time: string | null;
}

function primary(values: Labelled[] | undefined): string | null {
    const chosen = values?.find((one) => one.primary) ?? values?.[0];
    return chosen?.value || null;
}

const sync = createSync({
    description: 'All persons (contacts) of the Pipedrive account.',
    version: '1.0.0',
    frequency: 'every 6 hours',
    autoStart: true,
    models: { Person },
    scopes: ['contacts:read'],

    exec: async (nango) => {
        await nango.trackDeletesStart('Person');
        for await (const page of nango.paginate<PipedrivePerson>({
            endpoint: '/v2/persons',
            params: { sort_by: 'id', sort_direction: 'asc' },
            paginate: {
                type: 'cursor',
                cursor_path_in_response: 'additional_data.next_cursor',
                cursor_name_in_request: 'cursor',
                response_path: 'data',
                limit_name_in_request: 'limit',
                limit: 500
            },
            retries: 3
        })) {
            const persons = page.map((person) => ({
                id: String(person.id),
                name: person.name,
                email: primary(person.emails),
                phone: primary(person.phones),
                organization_id: person.org_id === null ? null : String(person.org_id),
                owner_id: String(person.owner_id),
                created_at: person.add_time,
                updated_at: person.update_time
            }));
            await nango.batchSave(persons, 'Person');
        }
        await nango.trackDeletesEnd('Person');
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
