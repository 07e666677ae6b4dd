(object, key, value) => void (object[key] = value);
