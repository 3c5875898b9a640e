//! The rules of docs/SPEC.md, one test or more each. The numbers in brackets are theirs.

mod access;
mod acts;
mod agenda;
mod archive;
mod asks;
mod balance;
mod ballots;
mod clock;
mod clusters;
mod codes;
mod consent;
mod hiding;
mod members;
mod merging;
mod notes;
mod report;
mod rights;
mod rounds;
mod statements;
mod tables;
mod texts;
mod timeline;
mod undo;
mod view;
