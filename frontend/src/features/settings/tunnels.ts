interface Tunnel {
  name: string
  command: string
}

/**
 * Commands that open the webhook port to the internet: cloudflared's quick tunnels
 * (developers.cloudflare.com, "Quick Tunnels") and ngrok (ngrok.com/docs, "ngrok http").
 */
export function tunnels(webhookUrl: string): Tunnel[] {
  const address = webhookUrl.replace(/\/+$/, '')
  return [
    { name: 'cloudflared', command: `cloudflared tunnel --url ${address}` },
    { name: 'ngrok', command: `ngrok http ${address}` },
  ]
}
