(function(urls){ return urls; });
