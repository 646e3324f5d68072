//! `cargo lab oauth`: the grants of OAuth 2.0 against an authorization server that others wrote, npm's `oauth2-mock-server`.
//!
//! It says whether a client gets its tokens by each grant that the server knows, fetches one for all calls at a time, and
//! renews it before it expires; and that the server finds the proof of PKCE right, and refuses another.

use crate::conformance::tools::{self, Tools};
use crate::workspace;
use http::{Request, Response, StatusCode, header};
use jackfield_runtime::oauth::{Authorization, AuthorizationCode, AuthorizationServer, Password};
use jackfield_runtime::{
    Body, BoxFuture, Call, ClientBuilder, ClientCredentials, Core, Credential, ReqwestTransport,
    Security, Server, Service, Transport, TransportError, Undocumented, operation,
};
use std::collections::HashSet;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, ExitCode, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {}

/// Runs the command.
pub(crate) fn run(_: &Options) -> io::Result<ExitCode> {
    let own = workspace::root().join("xtask/lab/oauth");
    let tools = tools::install(&own, &workspace::root().join("target/oauth"))?;
    std::fs::copy(own.join("server.mjs"), tools.folder.join("server.mjs"))?;
    let mut server = Issuer::start(&tools)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let judged = runtime.block_on(judge(&server.url));
    let asked = server.stop()?;
    let steps = match judged {
        Ok(steps) => steps,
        Err(error) => {
            eprintln!("error: {error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let wanted = r#"["client_credentials","client_credentials","password","refresh_token","authorization_code","refresh_token"]"#;
    for step in &steps {
        println!("{step}");
    }
    println!("asked for: {asked}");
    if asked != wanted {
        eprintln!("error: the server should have been asked for {wanted}");
        return Ok(ExitCode::FAILURE);
    }
    println!("{} passed, 0 failed", steps.len());
    Ok(ExitCode::SUCCESS)
}

/// The authorization server, at work.
struct Issuer {
    child: Child,
    output: Box<dyn BufRead>,
    url: String,
}

impl Issuer {
    fn start(tools: &Tools) -> io::Result<Self> {
        let mut child = tools
            .node()
            .arg("server.mjs")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take();
        let output = output.ok_or_else(|| io::Error::other("the server has no output"))?;
        let mut output = BufReader::new(output);
        let mut url = String::new();
        output.read_line(&mut url)?;
        Ok(Self {
            child,
            output: Box::new(output),
            url: url.trim().to_owned(),
        })
    }

    /// Ends the server, which says what it was asked for.
    fn stop(&mut self) -> io::Result<String> {
        drop(self.child.stdin.take());
        let mut asked = String::new();
        self.output.read_to_string(&mut asked)?;
        self.child.wait()?;
        Ok(asked.trim().to_owned())
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|end| end.is_none()) {
            let _ = self.child.kill();
        }
    }
}

/// A transport that sends to the authorization server, and keeps what an API would have got.
#[derive(Clone, Debug)]
struct Split {
    real: ReqwestTransport,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Transport for Split {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        if request.uri().host() != Some("api.invalid") {
            return self.real.send(request);
        }
        let value = request.headers().get(header::AUTHORIZATION);
        let value = value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push(value.to_owned());
        let mut response = Response::new(Body::default());
        *response.status_mut() = StatusCode::NO_CONTENT;
        Box::pin(async { Ok(response) })
    }
}

impl Split {
    fn new() -> Result<Self, TransportError> {
        Ok(Self {
            real: ReqwestTransport::new()?,
            seen: Arc::default(),
        })
    }

    /// The different tokens that came, each a JSON Web Token.
    fn tokens(&self) -> Result<usize, String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for value in seen.iter() {
            let token = value.strip_prefix("Bearer ").unwrap_or_default();
            if token.split('.').count() != 3 {
                return Err(format!("the API got {value:?}"));
            }
        }
        Ok(seen.iter().collect::<HashSet<_>>().len())
    }
}

/// An API with an operation.
struct Api(Core);

impl Service for Api {
    type Builder = ClientBuilder<Self>;
    const USER_AGENT: &'static str = "jackfield-lab";
    const SERVERS: &'static [Server] = &[];
    const SECURITY: Security = &[&["oauth"]];

    fn from_core(core: Core) -> Self {
        Self(core)
    }

    fn core(&self) -> &Core {
        &self.0
    }
}

struct ReadIt(Call);

operation!(ReadIt -> (), Undocumented, |response| response.empty());

/// Calls an API several times at once, then once more when the token is about to expire.
async fn call(credential: impl Into<Credential>) -> Result<usize, Box<dyn Error>> {
    let split = Split::new()?;
    let builder = ClientBuilder::<Api>::new().base_url("http://api.invalid");
    let builder = builder.credential("oauth", credential);
    let api = builder.transport(split.clone()).build()?;
    let send = || ReadIt(Call::get(api.core(), "/x")).send();
    let (one, two, three) = (send(), send(), send());
    let (one, two, three) = tokio::join!(one, two, three);
    one?;
    two?;
    three?;
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    send().await?;
    Ok(split.tokens()?)
}

/// Goes through the grants.
async fn judge(url: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let transport = ReqwestTransport::new()?;
    let server = AuthorizationServer::discover(&transport, url).await?;
    let mut steps = vec!["metadata: found".to_owned()];
    let token_url = server.token_endpoint()?;
    let mut told = |name: &str, tokens: usize| {
        steps.push(format!("{name}: {tokens} tokens for 4 calls"));
        match tokens {
            2 => Ok(()),
            _ => Err(format!("{name}: 2 tokens should have done")),
        }
    };
    let grant = ClientCredentials::new(token_url, "id", "secret").scopes(["read"]);
    told("client credentials", call(grant).await?)?;
    let grant = Password::new(token_url, "id", "ada", "password");
    told("password, then refresh token", call(grant).await?)?;

    let redirect = "http://127.0.0.1:1/back";
    let flow = AuthorizationCode::new(server.authorization_endpoint()?, token_url, "id");
    let flow = flow.redirect_url(redirect).scopes(["read"]);
    let authorization = flow.start()?;
    let came_back = signed_in(&transport, &authorization.url).await?;
    let tokens = flow.finish(&transport, &authorization, &came_back).await?;
    told(
        "authorization code, then refresh token",
        call(flow.credential(tokens)).await?,
    )?;

    let authorization = flow.start()?;
    let came_back = signed_in(&transport, &authorization.url).await?;
    let other = Authorization::kept(authorization.state, flow.start()?.verifier);
    match flow.finish(&transport, &other, &came_back).await {
        Ok(_) => Err("another proof of PKCE was accepted".into()),
        Err(error) if error.status() == Some(400) => {
            steps.push("another proof of PKCE: refused".to_owned());
            Ok(steps)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the server sends the browser that signs in.
async fn signed_in(transport: &dyn Transport, url: &str) -> Result<String, Box<dyn Error>> {
    let response = transport
        .send(Request::get(url).body(Body::default())?)
        .await?;
    let location = response.headers().get(header::LOCATION);
    let location = location.ok_or_else(|| format!("no redirect, but {}", response.status()))?;
    Ok(location.to_str()?.to_owned())
}
