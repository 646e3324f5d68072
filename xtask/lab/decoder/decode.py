"""Decodes requests by an OpenAPI document with openapi-core, and compares with what was given.

Called as `decode.py DOCUMENT.json REQUESTS.json`. It prints, as JSON, a list of the places that differ: the number of
the request, what is wrong with it, and place, style and type of the parameter that it is about.
"""

import json
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict


# A slash within a segment of a path while openapi-core takes the path apart: a character for private use.
SLASH = "\ue000"


class Request:
    """A request as it arrived, as openapi-core asks for it."""

    def __init__(self, request):
        target = urlsplit(request["target"])
        self.host_url = "http://localhost"
        # A segment is decoded, and a slash within it is none between two.
        segments = (unquote(segment).replace("/", SLASH) for segment in target.path.split("/"))
        self.path = "/".join(segments)
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


def resolved(document, node):
    """What a reference within the document stands for, or the node itself."""
    for _ in range(100):
        if "$ref" not in node:
            break
        found = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def parameters(document, path, method):
    """The parameters of an operation, by place and name."""
    item = document["paths"][path]
    found = item.get("parameters", []) + item[method].get("parameters", [])
    found = [resolved(document, one) for one in found]
    return {(one["in"], one["name"]): one for one in found}


# What a parameter is written as if it does not say.
STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


def kind(document, parameter):
    """Place, style and type of a parameter: what the judge's limits are told by."""
    style = parameter.get("style", STYLES[parameter["in"]])
    schema = resolved(document, parameter.get("schema", {}))
    return {
        "in": parameter["in"],
        "style": style,
        "explode": parameter.get("explode", style == "form"),
        "type": schema.get("type"),
    }


def with_operators(document):
    """The document with the paths as openapi-core wants them: it looks for parameters of the style `matrix` under the
    names that they have in a URI Template, `;id*`."""
    paths = {}
    for path, item in document["paths"].items():
        for method in ("get", "put", "post", "delete", "options", "head", "patch", "trace"):
            if method not in item:
                continue
            written = path
            for (place, name), parameter in parameters(document, path, method).items():
                said = kind(document, parameter)
                if place == "path" and said["style"] == "matrix":
                    expression = ";" + name + ("*" if said["explode"] else "")
                    written = written.replace("{%s}" % name, "{%s}" % expression)
            shared = {name: value for name, value in item.items() if name in ("parameters", "servers")}
            paths.setdefault(written, shared)[method] = item[method]
    return {**document, "paths": paths}


def undeclared(document, operation, request):
    """The names in query and cookies that no parameter of the operation has."""
    known = {"query": set(), "cookie": set()}
    for (place, name), parameter in parameters(document, operation[1], operation[0].lower()).items():
        names = known.get(place)
        if names is None:
            continue
        names.add(name)
        schema = resolved(document, parameter.get("schema", {}))
        for inner in schema.get("properties", {}):
            if parameter.get("style") == "deepObject":
                names.add(f"{name}[{inner}]")
            elif parameter.get("explode", True) and "content" not in parameter:
                names.add(inner)
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
    if isinstance(value, str):
        return value.replace(SLASH, "/")
    return value


def differences(openapi, document, request):
    arrived = Request(request)
    result = openapi.unmarshal_request(arrived)
    for error in result.errors:
        name = f"{getattr(error, 'location', '')}.{getattr(error, 'name', '')}"
        yield name, f"it is refused: {error!r} {error.__cause__ or ''}"
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
            yield name, f"{name}: {other!r} was decoded, and {one!r} given"
        elif name not in given:
            yield name, f"{name}: {other!r} was decoded, and nothing given"
    for text in undeclared(document, request["operation"], arrived):
        yield "", text


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        requests = json.load(file)
    # The document is checked as it is; with operators its paths are no longer what the standard says.
    OpenAPI.from_dict(document).check_spec()
    openapi = OpenAPI.from_dict(with_operators(document), config=Config(spec_validator_cls=None))
    wrong = []
    for number, request in enumerate(requests):
        method, path = request["operation"]
        known = parameters(document, path, method.lower())
        for name, text in differences(openapi, document, request):
            parameter = known.get(tuple(name.split(".", 1)))
            said = None if parameter is None else kind(document, parameter)
            given = request["given"].get(name)
            wrong.append({"request": number, "text": text, "parameter": said, "given": given})
    json.dump(wrong, sys.stdout)


if __name__ == "__main__":
    main()
