// The words of how notes are signed.

export const attribution = {
  named: {
    title: "By name",
    text: "Everybody here, and the report, shows the name and the group of perspectives beside each contribution.",
    promise: "Contributions show your name and your group of perspectives, here and in the report.",
  },
  perspective_only: {
    title: "By group of perspectives",
    text: "Others read “Patient advocacy”, never a name. The server keeps who wrote what, so that people can edit their own.",
    promise: "Here and in the report others see only your group, such as “Patient advocacy”, never your name.",
  },
  anonymous: {
    title: "Not at all",
    text: "Not even the server keeps who wrote what. Only the device a note was written on can change it.",
    promise: "Contributions carry nothing. Not even the server keeps who wrote what.",
  },
  votes: "Votes are secret from everybody in the room. Whoever runs the server could read them.",
};
