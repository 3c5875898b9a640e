import { mount } from "svelte";
import "./style/tokens.css";
import "./style/base.css";
import App from "./ui/App.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html lost its #app element");

mount(App, { target });
