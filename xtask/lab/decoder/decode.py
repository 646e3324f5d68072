"""Decodes requests by an OpenAPI document with openapi-core, and compares with what was given.

Called as `decode.py DOCUMENT.json REQUESTS.json`. It prints, as JSON, a list of the places that differ: the number of
the request, and what is wrong with it.
"""

import json
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict


class Request:
    """A request as it arrived, as openapi-core asks for it."""

    def __init__(self, request):
        target = urlsplit(request["target"])
        self.host_url = "http://localhost"
        # What is encoded in a segment is decoded with the parameter.
        self.path = unquote(target.path)
        self.method = request["method"].lower()
        self.query = parse_qsl(target.query, keep_blank_values=True)
        headers = Headers(request["headers"])
        cookies = [pair.split("=", 1) for pair in headers.get("cookie", "").split("; ") if "=" in pair]
        self.cookies = cookies
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(self.query),
            header=headers,
            cookie=ImmutableMultiDict(cookies),
        )
        self.content_type = headers.get("content-type", "")
        self.body = request["body"].encode() or None


def undeclared(document, operation, request):
    """The names in query and cookies that no parameter of the operation has."""
    item = document["paths"][operation[1]]
    found = item[operation[0].lower()].get("parameters", []) + item.get("parameters", [])
    known = {"query": set(), "cookie": set()}
    for parameter in found:
        names = known.get(parameter["in"])
        if names is None:
            continue
        names.add(parameter["name"])
        reference = parameter.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        schema = document.get("components", {}).get("schemas", {}).get(reference, {})
        for name in schema.get("properties", {}):
            if parameter.get("style") == "deepObject":
                names.add(f"{parameter['name']}[{name}]")
            elif parameter.get("explode", True) and "content" not in parameter:
                names.add(name)
    for place, pairs in (("query", request.query), ("cookie", request.cookies)):
        for name, _ in pairs:
            if name not in known[place]:
                yield f"{place}.{name}: nobody declared it"


def plain(value):
    """What was decoded, as JSON has it."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def differences(openapi, document, request):
    arrived = Request(request)
    result = openapi.unmarshal_request(arrived)
    for error in result.errors:
        yield f"it is refused: {error!r} {error.__cause__ or ''}"
    decoded = {
        f"{place}.{name}": plain(value)
        for place in ("path", "query", "header", "cookie")
        for name, value in getattr(result.parameters, place).items()
    }
    if result.body is not None:
        decoded["body"] = plain(result.body)
    given = request["given"]
    for name in sorted(given.keys() | decoded.keys()):
        one, other = given.get(name), decoded.get(name)
        if one != other and name in given:
            yield f"{name}: {other!r} was decoded, and {one!r} given"
        elif name not in given:
            yield f"{name}: {other!r} was decoded, and nothing given"
    yield from undeclared(document, request["operation"], arrived)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        requests = json.load(file)
    openapi = OpenAPI.from_dict(document)
    wrong = []
    for number, request in enumerate(requests):
        for text in differences(openapi, document, request):
            wrong.append({"request": number, "text": text})
    json.dump(wrong, sys.stdout)


if __name__ == "__main__":
    main()
