//! The loop: one message at a time, in the order in which they come.

mod handshake;
mod notifications;
mod publishing;
mod requests;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, after, never, select};
use gen_lsp_types::{Diagnostic, Uri};
use lsp_server::{Connection, ErrorCode, Message, Request, RequestId, Response};

use super::client::{Abilities, Asked, Client, Options};
use super::documents::Documents;
use super::parent;
use super::pool::{Done, For, Pool};
use super::workspace::Workspace;
use crate::guard::guard;

/// How often configuration files are looked at where the client does not watch them.
const LOOK: Duration = Duration::from_secs(2);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// As the protocol has it: `shutdown`, then `exit`.
    Done,
    /// The client went away, or said `exit` without `shutdown`.
    Abandoned,
    /// The process that started the server is gone.
    Orphaned,
}

/// Serves one client until it is done.
#[must_use]
pub fn serve(connection: Connection) -> End {
    let Connection { sender, receiver } = connection;
    let client = Client::new(sender);
    match handshake::shake_hands(&client, &receiver) {
        Ok(greeting) => Session::new(client, greeting).run(&receiver),
        Err(end) => end,
    }
}

/// What the client said to begin with.
struct Greeting {
    can: Abilities,
    options: Options,
    folders: Vec<PathBuf>,
    parent: Option<i64>,
    /// What is wrong with what it said.
    complaint: Option<String>,
}

struct Session {
    client: Client,
    can: Arc<Abilities>,
    options: Options,
    documents: Documents,
    workspace: Workspace,
    pool: Pool,
    /// Requests that are being worked on, each with the word that it is withdrawn.
    pending: HashMap<RequestId, Arc<AtomicBool>>,
    /// Documents whose diagnostics are to be pushed, and when.
    due: HashMap<Uri, Instant>,
    /// Mistakes in configuration files that the user was told of.
    told: HashMap<PathBuf, String>,
    /// Those that stand as diagnostics in files that are not open.
    shown: HashMap<Uri, Vec<Diagnostic>>,
    parent: Receiver<()>,
    next_look: Option<Instant>,
    is_shut_down: bool,
}

impl Session {
    fn new(client: Client, greeting: Greeting) -> Self {
        if let Some(complaint) = greeting.complaint {
            client.show(complaint);
        }
        Self {
            client,
            can: Arc::new(greeting.can),
            options: greeting.options,
            documents: Documents::new(),
            workspace: Workspace::new(greeting.folders),
            pool: Pool::new(),
            pending: HashMap::new(),
            due: HashMap::new(),
            told: HashMap::new(),
            shown: HashMap::new(),
            parent: parent::watch(greeting.parent),
            next_look: None,
            is_shut_down: false,
        }
    }

    fn run(mut self, messages: &Receiver<Message>) -> End {
        let parent = self.parent.clone();
        let done = self.pool.done.clone();
        loop {
            let due = self.due.values().copied().chain(self.next_look).min();
            let due = due.map_or_else(never, |at| {
                after(at.saturating_duration_since(Instant::now()))
            });
            select! {
                recv(messages) -> message => match message {
                    Ok(message) => if let Some(end) = self.message(message) {
                        return end;
                    },
                    Err(_) if self.is_shut_down => return End::Done,
                    Err(_) => return End::Abandoned,
                },
                recv(done) -> done => if let Ok(done) = done {
                    self.finish(done);
                },
                recv(due) -> _ => self.tick(),
                recv(parent) -> _ => return End::Orphaned,
            }
        }
    }

    fn message(&mut self, message: Message) -> Option<End> {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                // A bug costs one answer.
                if let Err(panic) = guard(|| self.request(request)) {
                    self.pending.remove(&id);
                    let message = panic.to_string();
                    self.client.refuse(id, ErrorCode::InternalError, message);
                }
            }
            Message::Notification(notification) if notification.method == "exit" => {
                return Some(match self.is_shut_down {
                    true => End::Done,
                    false => End::Abandoned,
                });
            }
            // Who is shutting down is to say `exit`, and nothing else.
            Message::Notification(_) if self.is_shut_down => {}
            Message::Notification(notification) => {
                let method = notification.method.clone();
                match guard(|| self.notification(notification)) {
                    Ok(Ok(())) => {}
                    Ok(Err(complaint)) => self.client.log(format!("{method}: {complaint}")),
                    Err(panic) => self.client.log(format!("{method}: {panic}")),
                }
            }
            Message::Response(response) => self.response(response),
        }
        None
    }

    fn request(&mut self, request: Request) {
        if self.is_shut_down {
            let message = "the server is shutting down";
            let code = ErrorCode::InvalidRequest;
            self.client.refuse(request.id, code, message);
            return;
        }
        if request.method == "shutdown" {
            self.is_shut_down = true;
            self.due.clear();
            for (id, cancelled) in std::mem::take(&mut self.pending) {
                cancelled.store(true, Ordering::Relaxed);
                let message = "the server is shutting down";
                self.client.refuse(id, ErrorCode::RequestCanceled, message);
            }
            self.client.answer(request.id, serde_json::Value::Null);
            return;
        }
        let id = request.id.clone();
        if let Err((code, message)) = self.dispatch(request) {
            self.client.refuse(id, code, message);
        }
    }

    fn response(&mut self, response: Response) {
        let asked = self.client.asked(&response.id);
        if asked == Some(Asked::Settings)
            && let Ok(settings) = response.response_result
        {
            self.set(settings.get(0).unwrap_or(&serde_json::Value::Null));
        }
    }

    /// Hands on an answer that was worked out.
    fn finish(&mut self, done: Done) {
        match done.asked {
            // What was withdrawn has its answer.
            For::Request(id, _) => {
                if self.pending.remove(&id).is_some() {
                    match done.answer {
                        Ok(answer) => self.client.answer(id, answer),
                        Err(refusal) => {
                            let (code, message) = refusal.into_error();
                            self.client.refuse(id, code, message);
                        }
                    }
                }
            }
            For::Push(uri) => self.pushed(&uri, done.answer),
        }
    }

    /// Does what is due.
    fn tick(&mut self) {
        let now = Instant::now();
        let due: Vec<_> = self.due.iter().filter(|(_, at)| **at <= now).collect();
        let due: Vec<_> = due.into_iter().map(|(uri, _)| uri.clone()).collect();
        for uri in due {
            self.due.remove(&uri);
            self.push(&uri);
        }
        if self.next_look.is_some_and(|at| at <= now) {
            if self.workspace.looks_changed() {
                self.reload();
                // What is known now may lie elsewhere.
                self.workspace.looks_changed();
            }
            self.next_look = Some(Instant::now() + LOOK);
        }
    }
}
