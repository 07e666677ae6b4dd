package app

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"patchbay/app/fault"
	"patchbay/app/outbound"
)

// fetchTimeout bounds the download of a file that the user named.
const fetchTimeout = time.Minute

// fetch downloads a text of at most limit bytes that the user named by its address. No credential is sent. Faults: those
// of outbound, and download_failed.
func (a *App) fetch(ctx context.Context, address string, limit int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fault.New(fault.Invalid, outbound.CodeInvalidURL, "This is not a web address.").WithCause(err)
	}
	res, err := a.outbound.Do(req, outbound.Policy{Redirects: outbound.Follow}, nil)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	failed := func(why string) error {
		return fault.New(fault.Upstream, "download_failed", "The file at "+req.URL.Host+" could not be downloaded: "+why+".").
			WithHint("Check the address, or download the file yourself and name it.")
	}
	if res.StatusCode != http.StatusOK {
		return nil, failed(fmt.Sprintf("the server answers %d", res.StatusCode))
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	switch {
	case err != nil:
		return nil, failed("the answer broke off")
	case int64(len(text)) > limit:
		return nil, failed(fmt.Sprintf("it is larger than %d MB", limit>>20))
	}
	return text, nil
}
