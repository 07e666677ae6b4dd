// Every function has a line here; a function without one does not exist.
import './github/syncs/list-issues.js';
import './github/actions/create-issue.js';
import './github/on-events/say-goodbye.js';
